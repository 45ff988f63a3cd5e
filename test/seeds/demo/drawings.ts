// The pictures people of the demo post. Each is a drawing of its own and a sentence that says what is on it.

export interface Drawing { readonly svg: string; readonly says: string }

const paper = (width: number, height: number, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`
const sky = (id: string, ...colours: string[]) => `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${
  colours.map((colour, i) => `<stop offset="${i / (colours.length - 1)}" stop-color="${colour}"/>`).join('')}</linearGradient></defs>`
const times = (count: number, draw: (i: number) => string): string => Array.from({ length: count }, (_, i) => draw(i)).join('')

const windows = (x: number, y: number, rows: number, lit: (i: number) => boolean) =>
  times(rows * 3, (i) => `<rect x="${x + (i % 3) * 34}" y="${y + Math.floor(i / 3) * 46}" width="18" height="26" fill="${lit(i) ? '#ffd98a' : '#33415c'}"/>`)

export const drawings = {
  office: {
    says: 'An office tower at night. Half of the windows are lit, the other half have just gone dark.',
    svg: paper(1200, 800, `${sky('n', '#0d1630', '#2a3560', '#6b5a7d')}<rect width="1200" height="800" fill="url(#n)"/><circle cx="960" cy="150" r="60" fill="#f3ead2"/>
      ${times(7, (i) => `<rect x="${i * 190 - 40}" y="${520 - (i * 97) % 170}" width="150" height="400" fill="#1b2440"/>`)}
      <rect x="420" y="140" width="360" height="660" fill="#222c4a"/>${times(3, (i) => windows(440 + i * 116, 170, 12, (n) => (n * 7 + i * 5) % 4 < 2))}`),
  },
  harbour: {
    says: 'Small boats in a harbour at sunrise, their reflections long on the flat water.',
    svg: paper(1200, 800, `${sky('h', '#f9d9b0', '#f0a77c', '#8fa9b8')}<rect width="1200" height="480" fill="url(#h)"/><rect y="470" width="1200" height="330" fill="#5d8296"/><circle cx="300" cy="430" r="70" fill="#fff1cf"/>
      ${times(5, (i) => `<g transform="translate(${140 + i * 220} ${520 + (i % 2) * 70})"><path d="M-70 0 h140 l-24 40 h-92z" fill="${['#7c2f2f', '#20435c', '#d8d2c0', '#386150', '#a5702f'][i]}"/><path d="M0 0 v-130 l62 110z" fill="#f4eee0"/><path d="M-60 50 h120" stroke="#cfe0e4" stroke-width="5" opacity=".6"/></g>`)}`),
  },
  cat: {
    says: 'A grey cat asleep on a closed laptop, one paw over the power button.',
    svg: paper(1200, 900, `<rect width="1200" height="900" fill="#e6d8c3"/><rect y="640" width="1200" height="260" fill="#a9825a"/><rect x="240" y="600" width="720" height="60" rx="14" fill="#b9bec4"/>
      <ellipse cx="610" cy="510" rx="290" ry="120" fill="#7c8089"/><circle cx="370" cy="470" r="104" fill="#7c8089"/><path d="M290 410 l10 -90 60 56z M400 372 l66 -44 6 88z" fill="#7c8089"/>
      <path d="M320 470 q22 18 44 0 M388 470 q22 18 44 0" stroke="#2f3136" stroke-width="8" fill="none" stroke-linecap="round"/><path d="M366 500 h20 l-10 14z" fill="#d98f8f"/><path d="M890 520 q120 -10 70 -120" stroke="#6b6f78" stroke-width="44" fill="none" stroke-linecap="round"/><ellipse cx="520" cy="612" rx="70" ry="28" fill="#8f939b"/>`),
  },
  chart: {
    says: 'A hand-drawn bar chart, "cups of tea a day": two before November, three in November, and nine on the day of the mail.',
    svg: paper(1200, 800, `<rect width="1200" height="800" fill="#fbf8ef"/><path d="M140 90 V680 H1100" stroke="#2d2d2d" stroke-width="7" fill="none"/>
      ${[2, 2, 3, 3, 9, 6].map((cups, i) => `<rect x="${200 + i * 148}" y="${680 - cups * 58}" width="96" height="${cups * 58}" fill="${i === 4 ? '#c4552d' : '#6a9a8b'}"/><text x="${248 + i * 148}" y="${664 - cups * 58}" font-family="sans-serif" font-size="38" text-anchor="middle" fill="#2d2d2d">${cups}</text><text x="${248 + i * 148}" y="732" font-family="sans-serif" font-size="32" text-anchor="middle" fill="#555">${['Aug', 'Sep', 'Oct', 'Nov', '03:07', 'now'][i]}</text>`).join('')}
      <text x="170" y="70" font-family="sans-serif" font-size="44" fill="#2d2d2d">Cups of tea a day</text>`),
  },
  cake: {
    says: 'A lopsided chocolate cake with one candle. The icing says "DAY ONE".',
    svg: paper(1000, 1000, `<rect width="1000" height="1000" fill="#f3e6ea"/><ellipse cx="500" cy="830" rx="380" ry="70" fill="#d9c4cb"/><path d="M210 520 l580 -40 v290 q-290 90 -580 0z" fill="#5b3524"/><path d="M200 520 q300 -150 600 -40 v70 q-60 60 -110 0 -60 60 -120 0 -60 64 -120 0 -60 60 -120 6 -60 44 -130 -6z" fill="#8a5236"/>
      <rect x="488" y="300" width="22" height="140" fill="#7fb7be"/><path d="M499 300 q-34 -50 0 -90 q34 40 0 90z" fill="#f5b83d"/><text x="500" y="690" text-anchor="middle" font-family="sans-serif" font-weight="bold" font-size="96" fill="#fbe9d6">DAY ONE</text>`),
  },
  badge: {
    says: 'A staff badge with a smiling face, punched with a hole. The lanyard is tied in a bow.',
    svg: paper(900, 1200, `<rect width="900" height="1200" fill="#dbe4de"/><path d="M330 0 L450 260 L570 0" stroke="#2f6a76" stroke-width="44" fill="none"/><path d="M450 250 q-140 -90 -120 30 q20 80 120 0 q140 -90 120 30 q-20 80 -120 0" fill="#2f6a76"/>
      <rect x="190" y="330" width="520" height="760" rx="36" fill="#fffdf6" stroke="#b8b2a2" stroke-width="6"/><circle cx="450" cy="390" r="22" fill="#dbe4de"/><rect x="290" y="460" width="320" height="320" fill="#f2c14e"/><circle cx="450" cy="600" r="92" fill="#d9a17a"/><path d="M330 780 q20 -110 120 -110 t120 110z" fill="#33658a"/><path d="M416 626 q34 30 68 0" stroke="#5a2e22" stroke-width="10" fill="none"/><circle cx="420" cy="586" r="9"/><circle cx="480" cy="586" r="9"/>
      <text x="450" y="880" text-anchor="middle" font-family="sans-serif" font-weight="bold" font-size="70" fill="#2d2d2d">No. 0417</text><rect x="290" y="930" width="320" height="22" fill="#cfc8b6"/><rect x="330" y="976" width="240" height="22" fill="#cfc8b6"/>`),
  },
  toaster: {
    says: 'A dented chrome toaster with googly eyes and two slices of toast. A paper tag says Gerald.',
    svg: paper(1200, 900, `<rect width="1200" height="900" fill="#f4d9a6"/><rect y="700" width="1200" height="200" fill="#c79a62"/><rect x="360" y="170" width="190" height="230" rx="50" fill="#b9793c"/><rect x="640" y="150" width="190" height="250" rx="50" fill="#c98a48"/><rect x="270" y="330" width="660" height="400" rx="90" fill="#c3c9cf"/><path d="M300 420 q120 -40 260 -20" stroke="#eef2f5" stroke-width="22" fill="none" opacity=".8"/>
      <circle cx="500" cy="520" r="62" fill="#fff"/><circle cx="690" cy="520" r="62" fill="#fff"/><circle cx="515" cy="535" r="26"/><circle cx="672" cy="505" r="26"/><path d="M520 630 q80 60 160 0" stroke="#4a4f55" stroke-width="14" fill="none" stroke-linecap="round"/><rect x="910" y="480" width="26" height="120" rx="10" fill="#3b3f45"/><g transform="rotate(8 980 640)"><rect x="900" y="610" width="190" height="80" fill="#fffbe9"/><text x="995" y="666" text-anchor="middle" font-family="sans-serif" font-size="48">Gerald</text></g>`),
  },
  garden: {
    says: 'Tomato plants on a balcony, one of them taller than its stick. A watering can stands in the sun.',
    svg: paper(900, 1100, `<rect width="900" height="1100" fill="#cfe6ee"/><rect y="860" width="900" height="240" fill="#b98e6a"/>${times(3, (i) => `<g transform="translate(${180 + i * 260} 860)"><path d="M-80 0 h160 l-22 150 h-116z" fill="#b5563a"/><path d="M0 0 v-${360 + i * 90}" stroke="#3f6b3a" stroke-width="14"/>${times(5 + i, (n) => `<path d="M0 -${70 + n * 74} q${n % 2 ? 90 : -90} -20 ${n % 2 ? 110 : -110} -70 q${n % 2 ? -80 : 80} 0 ${n % 2 ? -110 : 110} 70z" fill="#4f8a45"/>${n % 2 ? `<circle cx="${n * 14 - 20}" cy="-${40 + n * 70}" r="24" fill="#d8412f"/>` : ''}`)}</g>`)}`),
  },
  mountains: {
    says: 'Snow on a ridge above a dark forest; the tent in front is lit from inside.',
    svg: paper(1400, 800, `${sky('m', '#27395c', '#7f8fb5', '#f2c9a8')}<rect width="1400" height="800" fill="url(#m)"/><path d="M0 620 L260 260 L430 470 L690 160 L960 500 L1130 330 L1400 620z" fill="#5d6d8e"/><path d="M690 160 l-110 132 60 -20 44 40 50 -44 60 40z M260 260 l-84 116 60 -16 40 26 40 -30z" fill="#f4f4f2"/><path d="M0 800 V600 ${times(28, (i) => `l25 ${i % 2 ? 60 : -70} l25 ${i % 2 ? -50 : 64}`)} V800z" fill="#1f3a3a"/><path d="M620 760 l110 -150 110 150z" fill="#ffb648"/><path d="M730 610 v150" stroke="#c47a1c" stroke-width="6"/>`),
  },
  sketch: {
    says: 'A page of notes: a house with many rooms, each labelled with the name of a team. The biggest room is the kitchen.',
    svg: paper(1200, 900, `<rect width="1200" height="900" fill="#fdfbf3"/>${times(14, (i) => `<path d="M0 ${70 + i * 60} h1200" stroke="#dfe6ef" stroke-width="3"/>`)}<g fill="none" stroke="#31405a" stroke-width="7"><path d="M200 380 L600 130 L1000 380 V800 H200z M600 380 V800 M200 590 H1000"/></g>${[['Search', 300, 500], ['Video', 760, 460], ['KITCHEN', 690, 720], ['Trust', 310, 710]].map(([word, x, y]) => `<text x="${x}" y="${y}" font-family="cursive, sans-serif" font-size="${word === 'KITCHEN' ? 66 : 48}" fill="#31405a">${word}</text>`).join('')}`),
  },
  rain: {
    says: 'Rain on a bus window; red and yellow lights are blurred behind the drops.',
    svg: paper(1000, 1250, `${sky('r', '#20283a', '#3a4258', '#5b4a55')}<rect width="1000" height="1250" fill="url(#r)"/>${times(9, (i) => `<circle cx="${(i * 271) % 1000}" cy="${500 + (i * 139) % 600}" r="${60 + (i * 37) % 60}" fill="${i % 2 ? '#e8b04a' : '#c8463c'}" opacity=".45"/>`)}${times(60, (i) => `<ellipse cx="${(i * 173) % 1000}" cy="${(i * 311) % 1250}" rx="7" ry="${12 + (i % 5) * 5}" fill="#dfe8f2" opacity=".5"/>`)}`),
  },
  bread: {
    says: 'Four sourdough loaves on a cooling rack, scored like leaves.',
    svg: paper(1200, 900, `<rect width="1200" height="900" fill="#ded7c8"/>${times(16, (i) => `<path d="M${i * 80} 0 V900" stroke="#9c978b" stroke-width="6"/>`)}${times(4, (i) => `<g transform="translate(${330 + (i % 2) * 540} ${260 + Math.floor(i / 2) * 400})"><ellipse rx="230" ry="150" fill="#a7672f"/><ellipse rx="200" ry="120" fill="#c98643"/><path d="M-170 20 Q0 -60 170 20 M-90 -10 l-30 -60 M0 -36 l-10 -66 M90 -12 l20 -62" stroke="#f1dcb5" stroke-width="14" fill="none" stroke-linecap="round"/></g>`)}`),
  },
} as const satisfies Record<string, Drawing>

/** The wide picture at the community's door. */
export const doorBanner = paper(1200, 630, `${sky('d', '#1c2a4a', '#544a78', '#d98a6a')}<rect width="1200" height="630" fill="url(#d)"/><circle cx="880" cy="430" r="110" fill="#ffd9a0"/>
  ${times(12, (i) => `<rect x="${i * 110 - 20}" y="${380 + (i * 83) % 130}" width="88" height="300" fill="#171d33"/>${times(4, (n) => (i * 3 + n * 5) % 3 === 0 ? `<rect x="${i * 110 + 4 + (n % 2) * 34}" y="${420 + (i * 83) % 130 + Math.floor(n / 2) * 44}" width="18" height="24" fill="#ffd98a"/>` : '')}`)}`)
