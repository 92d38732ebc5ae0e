# The slim image and not Alpine: Node's builds for glibc are tier 1, those for musl experimental, and nothing else of the
# system is used.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim AS console
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN npm ci --ignore-scripts
COPY src ./src
RUN npm run build:console

FROM node:24-slim AS gateway
LABEL org.opencontainers.image.title="trackier-graphql-gateway" \
      org.opencontainers.image.description="A GraphQL gateway over the Trackier API" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    LOG_FORMAT=json \
    DATA_DIR=/home/node/data \
    NODE_COMPILE_CACHE=/home/node/.cache/node-compile
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY --from=console /app/build ./build
USER node

# Node keeps a cache of compiled code for each user and each path, so it is filled by the user and in the place that use it.
FROM gateway AS warm
COPY scripts/fill-compile-cache.ts ./scripts/
RUN node scripts/fill-compile-cache.ts

FROM gateway
COPY --from=warm --chown=node:node /home/node/.cache /home/node/.cache
# Made here, so that a volume that is mounted in its place is this user's.
RUN mkdir -m 700 "$DATA_DIR"
VOLUME /home/node/data
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# A young generation of one size. Left to itself it would shrink while nothing happens, and the next large request would pay for its
# growth; later it would be larger, and a file of a million rows take 50 MB more. With 16 MB requests of a thousand rows that come with
# pauses leave so much to the old generation that each burst has it marked.
CMD ["node", "--min-semi-space-size=24", "--max-semi-space-size=24", "src/main.ts"]
