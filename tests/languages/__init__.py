"""What a trader meets in each of the thirteen languages: whole onboardings typed in it, and phrases that the parsers never saw.

`<language>.txt` is typed in the language's own script and digits, `<language>-roman.txt` in Roman letters; both are scripts as
`saathi play --script` takes them. `phrases/<language>.txt` holds replies a line each: kind | text | what it means ("?": ask again).
"""
