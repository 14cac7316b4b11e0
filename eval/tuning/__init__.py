"""Fine-tunes the encoder's opinions beside the linear readers: `python -m eval.tuning.places` and its neighbours."""
