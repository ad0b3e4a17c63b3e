"""Where the data is kept: raw tables and their migrations, the load, the publish and the releases."""
