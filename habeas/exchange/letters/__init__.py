"""Letters to prisoners: where to write, what the institution lets through, who writes to whom, and what came back.

All of it rests on what the private lane holds, so all of it is a working copy: nothing here makes an output of the site,
and the site makes nothing of this. Pure: days, names and rules in; lines of an envelope, sheets and plans out.
"""
