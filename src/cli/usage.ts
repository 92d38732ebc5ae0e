/** How the command is used, for `--help` and for mistakes. */
export const USAGE = `Usage:
  npx . import FILE    import a file of conversions, and follow it to its end
  npx . follow ID      follow an import that is under way
  npx . start ID       begin to send an import, or let one go on that needed you; follow it
  npx . retry ID       send again what was not imported; follow it
  npx . cancel ID      send nothing more of an import

Options of every command:
  --url URL            the gateway (http://127.0.0.1:4000)
  --token TOKEN        who you are to the gateway; the variable TRACKIER_GATEWAY_TOKEN keeps it out of sight
  --api-key KEY        your Trackier key, where the gateway has none of its own; or the variable TRACKIER_GATEWAY_KEY
  --json               print the result as JSON
  --help               print this

Options of import:
  --format FORMAT      csv or ndjson (by the name of the file: .csv .tsv .txt, .ndjson .jsonl)
  --column NAME=FIELD  what a column of a CSV is, where its name does not say it: clickId, txnId, goalId, saleAmount,
                       currency, sub1 to sub15, customDimensions.X, extra.X, or nothing to leave the column out
  --send-postback      let Trackier send postbacks
  --on-invalid WHAT    skip-invalid: import the other rows (default); reject-all: import nothing
  --on-uncertain WHAT  of rows whose answer was lost. hold: wait for you (default); resend: may import them twice
  --again              import the file though its content was imported before
  --idempotency-key K  the same command with the same K goes on with the import that the first one created

Options of retry:
  --only WHAT          halted, failed or uncertain; may be repeated. Rows of the last two may get imported twice

Exit codes: 0 every row was imported or edited; 2 it needs your attention, or some rows were rejected, duplicates, failed or
are awaited; 1 it failed, was cancelled, or could not run; 130 Ctrl-C.`;
