"""Pages: what is shown, made from the questionnaire, an assessment, topics and help lines."""
