"""Step 6a: what a person should look at next, and what an answer means.

Turns an answer (accept, correct, reject, same, different, widen) into the entries to append; appends nothing.
Imports: model to register.
"""
