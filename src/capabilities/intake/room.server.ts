import { fillApiPorts, offerEndpoints } from '#platform/api/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import type { TerritoryId } from '#platform/db/ids.ts';
import type { Room } from '#platform/room.ts';
import type { AppealRef } from '#rooms/appeals/door.ts';
import { fileOne, listAppealsOf, readAnswers, readOne, readWay } from './api/appeals.ts';
import { uploadPhotograph } from './api/photographs.ts';
import { listBodies, listCategories, listTerritories, readTerritory } from './api/territories.ts';
import {
	addOneWebhook,
	listWebhooksOf,
	pingOneWebhook,
	readWebhook,
	removeOneWebhook,
	resendOne,
	switchOneWebhook,
} from './api/webhooks.ts';
import { carryIn } from './import/carry-in.ts';
import { check } from './import/check.ts';
import { forgetContents } from './import/store.server.ts';
import { takeBack } from './import/take-back.ts';
import { ports } from './keys/machine.server.ts';
import type { EndpointRef } from './outbound/endpoint.ts';
import { pollTown, pollTowns } from './outbound/poll-town.ts';
import { type SendJob, sendOn, sendWhereTheyGo } from './outbound/send-on.ts';
import { permissions } from './permissions.ts';
import { type DeliveryJob, deliver, tellWebhooks } from './webhooks/tell-webhooks.ts';
import { webhookEvents } from './webhooks/webhook.ts';
import { forgetDeliveries } from './webhooks/webhooks-store.server.ts';

type AppealEvent = {
	territory: TerritoryId;
	appeal: AppealRef['id'];
	was?: unknown;
	round?: number;
	photograph?: string;
};

export const room: Room = {
	name: 'intake',
	permissions,
	listensTogether: Object.fromEntries(
		webhookEvents.map((event) => [
			`appeals.${event}`,
			async (events: readonly AppealEvent[]) => {
				// what is routed at once is registered by that; it is told once
				if (event === 'routed')
					await tellWebhooks(
						'registered',
						events.filter((one) => !one.was),
					);
				// one photograph that is hidden leaves the appeal where it is
				await tellWebhooks(
					event,
					events.filter((one) => !one.photograph),
				);
				if (event === 'routed' || event === 'classified')
					await sendWhereTheyGo(events.map(({ territory, appeal }) => ({ territory, id: appeal })));
			},
		]),
	),
	notices: [{ kind: 'intake.webhook-stopped', default: { account: true, email: 'at-once' } }],
	jobs: {
		'intake.deliver': (job: DeliveryJob) => deliver(job),
		'intake.forget-deliveries': async () => {
			await forgetDeliveries(database(), new Date(Date.now() - 30 * 86_400_000));
		},
		'intake.send-on': (job: SendJob) => sendOn(job),
		'intake.poll-towns': pollTowns,
		'intake.poll-town': async (ref: EndpointRef) => {
			await pollTown(ref);
		},
		'intake.check-import': check,
		'intake.carry-in': carryIn,
		'intake.take-back': takeBack,
		'intake.forget-tables': async () => {
			await forgetContents(database(), new Date(Date.now() - 30 * 86_400_000));
		},
	},
	crontab: {
		'intake.forget-deliveries': '55 21 * * *',
		'intake.poll-towns': '*/10 * * * *',
		'intake.forget-tables': '50 21 * * *',
	},
	async open() {
		fillApiPorts(ports);
		offerEndpoints(listTerritories, readTerritory, listCategories, listBodies);
		offerEndpoints(listAppealsOf, fileOne, readOne, readWay, readAnswers, uploadPhotograph);
		offerEndpoints(listWebhooksOf, addOneWebhook, readWebhook, switchOneWebhook, removeOneWebhook);
		offerEndpoints(pingOneWebhook, resendOne);
	},
};
