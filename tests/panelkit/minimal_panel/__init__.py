"""The smallest panel there can be: copy this folder to `lossviz/panels/` to begin a new one."""
