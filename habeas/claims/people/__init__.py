"""Who is who in a document: people, their roles, and what stands beside a name."""
