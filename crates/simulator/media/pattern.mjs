// Writes two seconds of a test pattern as raw video (YUV4MPEG2): colour bars, and a light that walks over them.
// How pattern.ivf was made of it stands in README.md.

const [width, height, frames, rate] = [320, 180, 20, 10];
// Y, U, V of eight bars.
const bars = [
  [180, 128, 128],
  [162, 44, 142],
  [131, 156, 44],
  [112, 72, 58],
  [84, 184, 198],
  [65, 100, 212],
  [35, 212, 114],
  [60, 128, 128],
];

const bar = (x) => bars[Math.floor((x * bars.length) / width)];

function frame(n) {
  const light = Math.floor((n * width) / frames);
  const near = (x) => (Math.abs(x - light) < 8 ? 70 : 0);
  const luma = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) luma[y * width + x] = Math.min(235, bar(x)[0] + near(x));
  }
  const chroma = (plane) => {
    const part = Buffer.alloc((width * height) / 4);
    for (let at = 0; at < part.length; at += 1) part[at] = bar((at % (width / 2)) * 2)[plane];
    return part;
  };
  return Buffer.concat([Buffer.from("FRAME\n"), luma, chroma(1), chroma(2)]);
}

const all = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`)];
for (let n = 0; n < frames; n += 1) all.push(frame(n));
process.stdout.write(Buffer.concat(all));
