
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "Error": [
      "InvalidConversionsError",
      "InvalidInputError",
      "OutcomeUnknownError",
      "RateLimitedError",
      "TrackierRejectedError",
      "TrackierUnavailableError"
    ],
    "ImportConversionsResult": [
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
    