import './graphql-dialog.css';
import { useEffect, useState } from 'react';
import { stringifyDocument } from 'urql';
import { ImportConversionsDocument, type ImportConversionsInput } from '../../operations/generated/graphql.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { graphiqlAddress, isGraphiQLServed } from './graphiql-address.ts';

interface GraphQLDialogProps {
  readonly input: ImportConversionsInput;
  readonly onClose: () => void;
}

/** What “Import” sends, for whoever wants to do the same from a program. */
export function GraphQLDialog({ input, onClose }: GraphQLDialogProps) {
  const operation = stringifyDocument(ImportConversionsDocument);
  const variables = JSON.stringify({ input }, null, 2);
  return (
    <Dialog title="The same as GraphQL" onClose={onClose}>
      <p className="quiet">“Import” sends this by POST to {location.origin}/graphql.</p>
      <Code title="Operation" text={operation} />
      <Code title="Variables" text={variables} />
      <div className="dialog-foot">
        <OpenInGraphiQL address={graphiqlAddress(operation, variables)} />
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

function Code({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="graphql-dialog-part">
      <div className="row row-spread">
        <h3>{title}</h3>
        <CopyButton text={text} label={`the ${title.toLowerCase()}`} />
      </div>
      <textarea className="graphql-dialog-code" aria-label={title} rows={9} readOnly value={text} />
    </div>
  );
}

function OpenInGraphiQL({ address }: { readonly address: string }) {
  const [isServed, setServed] = useState(false);
  useEffect(() => void isGraphiQLServed().then(setServed), []);
  // Its place is kept while nobody knows, so that the button beside it does not move.
  return (
    isServed && (
      <a className="button button-primary" href={address} target="_blank" rel="noopener">
        Open in GraphiQL
      </a>
    )
  );
}
