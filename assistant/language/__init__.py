"""Language detection, quantities in English and Chinese, number formatting."""
