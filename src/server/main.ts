import { readConfig } from '#platform/config/door.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { serve } from './serve.server.ts';

const config = readConfig();
const embedded = config.databaseUrl ? null : await startEmbedded({ folder: config.data });
const databaseUrl = config.databaseUrl ?? embedded!.url;
await migrate({ url: config.directUrl ?? databaseUrl });
const listening = await serve({ ...config, databaseUrl });
console.log(listening.address);
