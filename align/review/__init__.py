"""The core of a review: rows that are edited, and why they are as they are. Pure; knows neither files nor HTTP."""
