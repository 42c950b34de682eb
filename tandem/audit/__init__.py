"""Every look, every change and every refusal; append-only, without foreign keys."""
