import { demoAccounts } from '#demo/accounts.ts';
import { wantsDemo } from '#demo/plant.server.ts';
import { readConfig, setConfig } from '#platform/config/door.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { proveKeys } from '#platform/db/prove-keys.server.ts';
import { currentTree } from '#rooms/territories/door.server.ts';
import { accountLines } from './account-lines.ts';
import { step, t } from './console.ts';
import { tryToListen } from './http.server.ts';
import { plantApart, standsToPlant } from './plant-apart.ts';
import { serve } from './serve.server.ts';
import { troubleOf } from './trouble.ts';

/** Everything from the database to the first page, told in plain words; ends at Ctrl-C or SIGTERM. */
export async function start(): Promise<void> {
	let told = { port: 0, host: '', folder: '', server: false };
	const stops: (() => Promise<void>)[] = [];
	try {
		const config = readConfig();
		told = { port: config.port, host: config.host, folder: config.data, server: Boolean(config.databaseUrl) };
		// Before the long steps: a taken port is better told now than after the demonstration is made.
		await tryToListen(config);
		endOnSignals(stops);

		let databaseUrl = config.databaseUrl;
		if (!databaseUrl) {
			const embedded = await step(t('server.step.starting'), (say) =>
				startEmbedded({ folder: config.data, say: (what) => say(t.any(`server.step.${what}`)) }),
			);
			stops.push(() => embedded.stop());
			databaseUrl = embedded.url;
		}
		const url = databaseUrl;
		await step(t('server.step.migrating'), (say) =>
			migrate({ url: config.directUrl ?? url, say: (name, nth, of) => say(`${nth}/${of} ${name}`) }),
		);
		setConfig(config);
		await proveKeys(config.directUrl ?? url);
		const ready = { ...config, databaseUrl: url };
		if (!config.empty && (await standsToPlant(ready)))
			// "Only once" is not told at every start.
			await step(t('server.step.demo'), (say) =>
				plantApart(
					ready,
					(part, done, total) => say(`${t.any(`server.step.demo.${part}`)} ${done}/${total}`),
					stops,
				),
			);
		let demo = false;
		const listening = await serve(ready, async () => {
			demo = !config.empty && (await wantsDemo());
		});
		stops.push(() => listening.close());
		tell(config.origin ?? listening.address, { ...told, url }, demo);
	} catch (error) {
		// The embedded database would live on without us, and the next start would have to recover it.
		for (const stop of stops.reverse()) await stop().catch(() => {});
		const trouble = troubleOf(error, told);
		if (!trouble) throw error;
		console.error(`\n${trouble}\n`);
		process.exit(1);
	}
}

function tell(address: string, at: { folder: string; server: boolean; url: string }, demo: boolean): void {
	console.log(`\n${t('server.ready', { address })}`);
	if (at.server) console.log(t('server.ready.database', { server: withoutPassword(at.url) }));
	if (demo) {
		console.log(`\n${t('server.accounts')}`);
		const say = {
			role: (role: string) => t.any(`server.accounts.role.${role}`),
			password: t('server.accounts.password'),
		};
		for (const line of accountLines(demoAccounts(), say)) console.log(line);
	} else if (currentTree().size === 0) console.log(t('server.empty'));
	console.log(`\n${t('server.ready.stop', { folder: at.folder })}\n`);
}

/** `host:port/name`: what helps to tell servers apart, and no secret. */
function withoutPassword(address: string): string {
	return URL.canParse(address) ? `${new URL(address).host}${new URL(address).pathname}` : '?';
}

/** Ends in the reverse order of the beginning: first the door to the street, then the house, then the database. */
function endOnSignals(stops: (() => Promise<void>)[]): void {
	let ending = false;
	const end = async (): Promise<void> => {
		if (ending) return;
		ending = true;
		console.log(`\n${t('server.stopping')}`);
		for (const stop of stops.reverse()) await stop();
		console.log(t('server.stopped'));
		process.exit(0);
	};
	process.on('SIGINT', end);
	process.on('SIGTERM', end);
}
