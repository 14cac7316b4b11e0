"""The model as a spreadsheet: formulas in, an edited workbook back. Pure; only `write` and `read` know file formats."""
