-- To be run on a database that was restored from a backup, before a gateway is started on it: docs/operations.md.
--
-- What the gateway sent after the backup was made is unknown to the backup, which would have it sent again: publishers would be
-- paid twice. So every batch that may have been sent since then is called UNCERTAIN, and a person decides about it.
-- Running it twice does no harm.
begin;

update bulk_batches
set state = 'UNCERTAIN', lease_owner = null, lease_until = null,
  -- The gateway offers the jobs that Trackier made between these two as candidates: since the last that the backup knows of.
  sent_at = (select max(touched_at) from bulk_imports),
  answered_at = cast(extract(epoch from now()) * 1000 as bigint),
  error = '{"code":"OUTCOME_UNKNOWN","message":"The database was restored from a backup that is older than the batch may be, so it may have been sent since.","requestId":""}'
where state in ('QUEUED', 'SENDING')
  and upload_id in (select upload_id from bulk_imports where state in ('READY', 'RUNNING', 'NEEDS_ATTENTION'));

update bulk_imports
set state = 'NEEDS_ATTENTION', problem = 'UNCERTAIN_BATCHES', problem_detail = null, is_proven = 0, revision = revision + 1
where state in ('READY', 'RUNNING', 'NEEDS_ATTENTION')
  and upload_id in (select upload_id from bulk_batches where state = 'UNCERTAIN');

-- They are erased so many days after the last thing that happened to them, and that is now.
update bulk_imports
set touched_at = cast(extract(epoch from now()) * 1000 as bigint)
where state in ('AWAITING_UPLOAD', 'READY', 'RUNNING', 'NEEDS_ATTENTION');

-- A key that was free may have been used since.
update idempotency_records
set state = 'UNKNOWN', lease_owner = null, lease_until = null, ended_at = cast(extract(epoch from now()) * 1000 as bigint)
where state in ('PENDING', 'FREED');

commit;
