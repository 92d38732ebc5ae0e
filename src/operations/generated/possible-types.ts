
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "BulkImportActionResult": [
      "BulkImport",
      "InvalidStateError",
      "NotFoundError"
    ],
    "CreateBulkImportResult": [
      "BulkImport",
      "IdempotencyConflictError",
      "InvalidInputError"
    ],
    "Error": [
      "IdempotencyConflictError",
      "InvalidConversionsError",
      "InvalidInputError",
      "InvalidStateError",
      "NotFoundError",
      "OutcomeUnknownError",
      "RateLimitedError",
      "TrackierRejectedError",
      "TrackierUnavailableError"
    ],
    "ImportConversionsResult": [
      "IdempotencyConflictError",
      "ImportConversionsPayload",
      "InvalidConversionsError",
      "InvalidInputError",
      "OutcomeUnknownError",
      "RateLimitedError",
      "TrackierRejectedError",
      "TrackierUnavailableError"
    ]
  }
};
      export default result;
    