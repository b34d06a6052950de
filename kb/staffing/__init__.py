"""The staffing unit's own figures: needs, resources, clearances, redeployment, recruitment and overtime."""
