/** Counts what is under way. */
export function createUseCount() {
  let count = 0;
  return {
    count: () => count,
    counted:
      <Parameters extends readonly unknown[], Result>(work: (...parameters: Parameters) => Promise<Result>) =>
      async (...parameters: Parameters): Promise<Result> => {
        count += 1;
        try {
          return await work(...parameters);
        } finally {
          count -= 1;
        }
      },
  };
}
