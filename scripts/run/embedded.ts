/**
 * Makes the embedded PostgreSQL whole where the packages lie, while whoever builds may write there. Who runs the server may
 * not, and would copy 60 MB into a temporary folder at each start.
 */
import { findBinaries } from '#platform/db/embedded-binaries.server.ts';
import { Refusal } from '#platform/errors/door.ts';

try {
	findBinaries();
} catch (error) {
	// none for this system: the start asks for a server
	if (!(error instanceof Refusal)) throw error;
}
