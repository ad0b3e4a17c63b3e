"""Where the data is kept: raw tables, migrations, the load, the publish and the releases."""
