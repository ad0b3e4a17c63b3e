"""Extraction on Dask's workers, on this machine or on others, behind the one writer."""
