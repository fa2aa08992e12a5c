"""What things are: trees, assessments, findings. Values only."""
