-- The letter after a call-back that reached nobody: when it went into the post, and what the practice writes in it.
alter table calls.message
  add letter_sent_at timestamptz;

alter table calls.message_step
  drop constraint message_step_kind_check,
  add constraint message_step_kind_check check (kind in ('left', 'seen', 'answered', 'attempt', 'finished', 'reopened', 'claimed', 'released',
                                                         'reassigned', 'escalated', 'letter-due', 'letter-sent', 'letter-stopped', 'letter-impossible'));

-- Which letter: to somebody whose visit is due, or whose call-back reached nobody.
alter table worklists.recall_letter
  add letter text not null default 'recall' check (letter in ('recall', 'call-back')),
  drop constraint recall_letter_pkey,
  add primary key (practice_id, letter, language);

create index message_letter_due on calls.message (practice_id, letter_due_at) where letter_due_at is not null and finished_at is null;
