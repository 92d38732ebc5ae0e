/** What is imported, in the words of our contract. */
export interface ImportInput {
  readonly conversions: readonly Row[];
  readonly sendPostback: boolean;
}

/** One conversion. */
export interface Row {
  readonly clickId: string;
  readonly txnId: string;
  readonly sub1: string;
  readonly customDimensions: Readonly<Record<string, string>>;
}

/** What every server tells of the job that Trackier queued, however it words it. */
export interface Queued {
  readonly message: string;
  readonly id: string;
  readonly state: string;
  readonly createdAt: string;
}

/** How a server wants to be asked for the same import, and how it answers. */
export interface Dialect {
  readonly document: string;
  readonly inputFrom: (input: ImportInput) => unknown;
  readonly queuedFrom: (answer: any) => Queued;
}

/** That of our own contract. */
export const contractDialect: Dialect = {
  document: `mutation ImportConversions($input: ImportConversionsInput!) {
  importConversions(input: $input) {
    __typename
    ... on ImportConversionsPayload {
      acceptedCount
      rejectedCount
      rowErrors { index path code message }
      upstreamMessage
      job { id state createdAt }
    }
    ... on Error { code message retryable requestId }
    ... on InvalidConversionsError { rowErrors { index path code message } }
  }
}`,
  inputFrom: input => input,
  queuedFrom: ({ data: { importConversions } }) => ({
    message: importConversions.upstreamMessage,
    ...importConversions.job,
  }),
};

const generatedDocument = (inputType: string): string => `mutation ImportConversions($input: ${inputType}!) {
  importConversions(input: $input) {
    success
    data { message job { id state created { date } } }
  }
}`;

const queuedFromGenerated: Dialect['queuedFrom'] = ({ data: { importConversions } }) => {
  const { message, job } = importConversions.data;
  const createdAt = `${job.created.date.slice(0, 23).replace(' ', 'T')}Z`;
  return { message, id: job.id, state: job.state.toUpperCase(), createdAt };
};

/** A schema that was generated from Trackier's OpenAPI document: the answer has Trackier's shape, nothing is counted in it. */
export const openApiDialect: Dialect = {
  document: generatedDocument('ImportRequest_Input'),
  inputFrom: input => input,
  queuedFrom: queuedFromGenerated,
};

/** The same, and the caller has to write Trackier's own names: nobody renames what is sent. */
export const wireDialect: Dialect = {
  document: generatedDocument('ImportRequest'),
  inputFrom: ({ conversions, sendPostback }) => ({
    conversions: conversions.map(({ clickId, txnId, sub1, customDimensions }) => ({
      click_id: clickId,
      txn_id: txnId,
      sub1,
      custom_dimensions: customDimensions,
    })),
    send_postback: sendPostback,
  }),
  queuedFrom: queuedFromGenerated,
};
