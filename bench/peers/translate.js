// What a developer would write between GraphQL and Trackier, for the peers whose resolvers are written by hand.

/** The body of the POST to Trackier. */
export const bodyFrom = ({ conversions, sendPostback }) => ({
  conversions: conversions.map(wireRowFrom),
  send_postback: sendPostback,
});

const wireRowFrom = ({ clickId, txnId, goalId, saleAmount, customDimensions, extra, ...rest }) => ({
  click_id: clickId,
  txn_id: txnId,
  goal_id: goalId,
  sale_amount: saleAmount,
  ...rest,
  custom_dimensions: customDimensions,
  ...extra,
});

/** What the mutation answers. */
export const payloadFrom = ({ data: { job, message } }, rows) => ({
  __typename: 'ImportConversionsPayload',
  acceptedCount: rows,
  rejectedCount: 0,
  rowErrors: [],
  upstreamMessage: message,
  job: {
    id: job['_id'],
    state: job.state.toUpperCase(),
    createdAt: new Date(`${job.created.date.slice(0, 23).replace(' ', 'T')}Z`).toISOString(),
  },
});
