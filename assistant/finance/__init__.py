"""The finance engine: model files with units, scenarios, goal seek, unit economics."""
