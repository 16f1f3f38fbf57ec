"""What anybody may read without signing in: a question, a claim, a statement, each as far as it is published."""
