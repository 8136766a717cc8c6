import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialsOf, shortName } from '#ui/person-name.ts';

test('a name is short and its initials right in whichever order it is written', () => {
	const cases: [string, string, string][] = [
		['Иван Львович Черемшин', 'Иван Черемшин', 'ИЧ'],
		['Черемшин Иван Львович', 'Иван Черемшин', 'ИЧ'],
		['Лидия Николаевна Калинцева', 'Лидия Калинцева', 'ЛК'],
		['Вера Лужина', 'Вера Лужина', 'ВЛ'],
		['Мария Ильинична', 'Мария', 'М'],
		['Платформа', 'Платформа', 'П'],
		['МУП «Горсвет»', 'МУП «Горсвет»', 'МГ'],
		['Anna Maria Silva', 'Anna Maria', 'AM'],
	];
	for (const [name, short, initials] of cases) {
		assert.equal(shortName(name), short);
		assert.equal(initialsOf(name), initials);
	}
});
