"""Items for users: what people like them took, and what reads alike; measured against popularity."""

from assistant.analytics.recommend.recommend import Recommender, Suggestion
from assistant.analytics.recommend.report import recommend_data, recommend_figures
from assistant.analytics.recommend.sources import behaviour_of

__all__ = ["Recommender", "Suggestion", "behaviour_of", "recommend_data", "recommend_figures"]
