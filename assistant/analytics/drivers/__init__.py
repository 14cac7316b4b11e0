"""What a column goes with: held-out accuracy, drivers, their effects, predictions."""
