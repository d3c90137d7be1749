"""What a person sets values with: buttons, chips, menus, sliders, numbers to scrub."""
