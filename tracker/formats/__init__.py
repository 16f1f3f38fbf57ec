"""How dates are written where a page does not say: the admin and its forms."""
