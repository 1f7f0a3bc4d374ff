# syntax=docker/dockerfile:1
# Everything is made here, with the tools that sqlite3 may need to be compiled; nothing is written where it runs but /data and /tmp.
FROM node:20.20-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++=4:12.2.0-3 make=4.3-4.1 python3=3.11.2-1+b1 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY tsconfig.json manifest.json LICENSE ./
COPY bin bin
COPY migrations migrations
COPY src src
COPY jobs jobs
COPY commands commands
RUN node bin/bundle.js

FROM node:20.20-bookworm-slim
LABEL org.opencontainers.image.title="Floorwalker" org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production DATA_DIR=/data OPS_PORT=0.0.0.0:9090
COPY --from=build /app /app
RUN install -d -o node -g node -m 0700 /data
WORKDIR /app
USER node
VOLUME /data
EXPOSE 9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9090/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "bin/floorwalker.js"]
CMD ["start"]
