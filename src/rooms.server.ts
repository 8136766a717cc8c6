import { room as audit } from '#platform/audit/room.server.ts';
import { room as calendar } from '#platform/calendar/room.server.ts';
import { room as channels } from '#platform/channels/room.server.ts';
import { room as db } from '#platform/db/room.server.ts';
import { room as events } from '#platform/events/room.server.ts';
import { room as files } from '#platform/files/room.server.ts';
import { room as geo } from '#platform/geo/room.server.ts';
import { room as jobs } from '#platform/jobs/room.server.ts';
import { room as notifications } from '#platform/notifications/room.server.ts';
import { room as permissions } from '#platform/permissions/room.server.ts';
import type { Room } from '#platform/room.ts';
import { room as search } from '#platform/search/room.server.ts';
import { room as transparency } from '#platform/transparency/room.server.ts';
import { room as appeals } from '#rooms/appeals/room.server.ts';
import { room as ballots } from '#rooms/ballots/room.server.ts';
import { room as identity } from '#rooms/identity/room.server.ts';
import { room as intake } from '#rooms/intake/room.server.ts';
import { room as opinions } from '#rooms/opinions/room.server.ts';
import { room as organisations } from '#rooms/organisations/room.server.ts';
import { room as quality } from '#rooms/quality/room.server.ts';
import { room as situationCentre } from '#rooms/situation-centre/room.server.ts';
import { room as spaces } from '#rooms/spaces/room.server.ts';
import { room as territories } from '#rooms/territories/room.server.ts';

/** Every room that declares something: platform rooms first, then the capabilities in the order of `order.ts`. One a line. */
export const rooms: readonly Room[] = [
	db,
	events,
	jobs,
	audit,
	transparency,
	permissions,
	calendar,
	files,
	geo,
	channels,
	notifications,
	search,
	territories,
	identity,
	spaces,
	organisations,
	ballots,
	opinions,
	appeals,
	quality,
	intake,
	situationCentre,
];
