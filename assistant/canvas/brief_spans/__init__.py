"""Which words of a brief name the customer, the product, the problem …: learnt from marked briefs."""
