"""What is told over several sentences, joined into claims."""
