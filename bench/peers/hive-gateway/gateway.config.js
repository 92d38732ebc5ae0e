// Hive Gateway's own defaults, but for where it tells that it is ready.
import { defineConfig } from '@graphql-hive/gateway';

export const gatewayConfig = defineConfig({ readinessCheckEndpoint: '/ready' });
