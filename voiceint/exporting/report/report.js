for (const answer of document.querySelectorAll("article")) {
  const audio = answer.querySelector("audio");
  const sentences = [...answer.querySelectorAll("[data-start]")];
  if (!audio || !sentences.length) continue;
  answer.querySelector(".hint").hidden = false;
  const play = (sentence) => {
    audio.currentTime = Number(sentence.dataset.start);
    audio.play();
  };
  for (const sentence of sentences) {
    sentence.tabIndex = 0;
    sentence.setAttribute("role", "button");
    sentence.addEventListener("click", () => play(sentence));
    sentence.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      play(sentence);
    });
  }
  audio.addEventListener("timeupdate", () => {
    const said = sentences.filter((sentence) => Number(sentence.dataset.start) <= audio.currentTime + 0.05);
    for (const sentence of sentences) sentence.classList.toggle("now", !audio.paused && sentence === said.at(-1));
  });
}
