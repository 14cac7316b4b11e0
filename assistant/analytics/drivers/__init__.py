"""What a column goes with: held-out accuracy, drivers, their effects, predictions."""

from assistant.analytics.drivers.explain import Explanation, explain
from assistant.analytics.drivers.predict import Prediction, predict_rows
from assistant.analytics.drivers.report import drivers_data, drivers_figures
from assistant.analytics.drivers.segments import Segment, explain_by
from assistant.analytics.drivers.target import Target, choose_target

__all__ = [
    "Explanation",
    "Prediction",
    "Segment",
    "Target",
    "choose_target",
    "drivers_data",
    "drivers_figures",
    "explain",
    "explain_by",
    "predict_rows",
]
