"""Documents in, one published index generation out."""
