"""A posting and a background, read by the program."""

from voiceint.planning.background import read_background
from voiceint.planning.document import Document
from voiceint.planning.posting import read_posting

POSTING = read_posting(
    Document.of_text(
        """Customer Service Manager

What you will do
- Lead a team of 18-22 advisers across two shifts and plan their roster
- Coach every adviser each week and keep the good ones from leaving
- Handle escalated complaints by phone, email and chat, and on social media
- Own CSAT, first contact resolution and cost per contact, and report on them
- Work with the warehouse on the causes of late delivery
- Look after the migration of all customer records to Zendesk

What you bring
- 5+ years in customer service
- You have led a team of more than 15 people
- Experience with Zendesk
- Experience of holding a budget
- Fluent German
- A certificate in maritime law
"""
    )
)

BACKGROUND = read_background(
    Document.of_text(
        """Ada Example

Experience

Customer Care Team Lead, Trapwise, Leeds
03/2019 - present
- Lead a team of nine advisers on phone, email and chat
- Cut the average wait on the phone from 6 minutes to 90 seconds by moving lunch breaks
- Introduced weekly coaching for every adviser, which the whole company took over
- Daily work in Freshdesk

Customer Adviser, Bookbus, Leeds
Jan 2015 to Feb 2019
- Answered parents by phone and email and took over angry calls
- Wrote the shop's first handbook for the phone
"""
    )
)

WAREHOUSE = read_posting(
    Document.of_text(
        """Warehouse Shift Supervisor

What you will do
- Run a night shift of 30 pickers and loaders and brief them on safety
- Meet the pick rate and order accuracy, and despatch every trailer on time
- Count stock and investigate discrepancies between the system and the shelf

What you bring
- Experience in supervising a warehouse shift
"""
    )
)
