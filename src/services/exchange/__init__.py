"""Exchange with the supplier's billing: deliveries in, deliveries out."""
