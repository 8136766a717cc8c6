/** What the console says while the house is not built yet and its own words are not at hand. */
const russian = {
	installing: 'Устанавливаю пакеты (обычно меньше минуты)',
	installFailed: (code) =>
		`Пакеты не установились (npm вернул ${code}). Проверьте связь с хранилищем пакетов и место на диске и повторите npm start.`,
	words: 'Готовлю тексты',
	building: 'Собираю страницы',
	buildFailed: 'Страницы не собрались: причина напечатана выше.',
	done: (seconds) => `готово за ${seconds} с`,
	noRuntime: (own) =>
		`Нужен Node.js 24.7 или новее. Здесь ${own}, а своя копия Veche для этой системы не подходит. Установите Node.js 24 и повторите.`,
	unknownFlag: (flag, known) => `Нет такого ключа: ${flag}. Есть: ${known}.`,
	flagNeedsValue: (flag) => `После ключа ${flag} нужно значение.`,
	badPort: (value) => `Порт — число от 0 до 65535, а не «${value}».`,
	unknownCommand: (command, known) => `Нет такой команды: ${command}. Есть: ${known}.`,
	noRight: (folder) =>
		`Нет права писать в папку ${folder}. Запустите Veche от имени её владельца или сделайте свою копию.`,
	diskFull: (folder) => `На диске с папкой ${folder} не хватает места. Освободите около 2 ГБ и повторите.`,
};

const english = {
	installing: 'Installing packages (usually less than a minute)',
	installFailed: (code) =>
		`The packages did not install (npm ended with ${code}). Check the connection to the package registry and the space on the disk, then run npm start again.`,
	words: 'Preparing texts',
	building: 'Building the pages',
	buildFailed: 'The pages did not build: the reason is printed above.',
	done: (seconds) => `done in ${seconds} s`,
	noRuntime: (own) =>
		`Node.js 24.7 or newer is needed. This is ${own}, and the copy that comes with Veche does not run on this system. Install Node.js 24 and try again.`,
	unknownFlag: (flag, known) => `There is no flag ${flag}. There are: ${known}.`,
	flagNeedsValue: (flag) => `The flag ${flag} needs a value.`,
	badPort: (value) => `A port is a number from 0 to 65535, not "${value}".`,
	unknownCommand: (command, known) => `There is no command ${command}. There are: ${known}.`,
	noRight: (folder) =>
		`There is no right to write into ${folder}. Run Veche as its owner, or make a copy of your own.`,
	diskFull: (folder) => `The disk of ${folder} is full. Free about 2 GB and try again.`,
};

const { LC_ALL, LC_MESSAGES, LANG } = process.env;
export const say = (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ru') ? russian : english;
