/** For the environment of a process of ours: what one has compiled, as `npm start` does, no other needs to compile again. */
export const compileCache = {
  NODE_COMPILE_CACHE: new URL('../../node_modules/.cache/node-compile', import.meta.url).pathname,
} as const;
