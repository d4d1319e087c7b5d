// The few things that only a browser can do. Loaded in every page's head; `agoraPage` tells language and colours.
document.documentElement.lang = agoraPage.lang;
document.documentElement.dataset.theme = agoraPage.theme;

const agora = {
  // Show a dialog over the page as soon as it is there.
  open(id, tries = 20) {
    const dialog = document.getElementById(id);
    if (dialog) dialog.showModal();
    else if (tries) setTimeout(() => agora.open(id, tries - 1), 25);
  },
  close() {
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  },
  rail(open = !document.body.classList.contains("rail-open")) {
    document.body.classList.toggle("rail-open", open);
    document.querySelectorAll(".rail-button").forEach((button) => button.setAttribute("aria-expanded", open));
    if (open) document.querySelector("#rail a")?.focus();
  },
  focus(id, tries = 20) {
    const found = document.getElementById(id);
    if (found) found.focus();
    else if (tries) setTimeout(() => agora.focus(id, tries - 1), 25);
  },
  remember(name, value) {
    document.cookie = `agora_${name}=${value}; path=/; max-age=31536000; samesite=strict`;
    location.reload();
  },
  async logOut() {
    await fetch("/logout", { method: "POST" });
    location.href = "/login";
  },
  // Send the files of a chooser to the service, and tell the page of each.
  async upload(chooser) {
    for (const file of chooser.files) {
      const answer = await fetch(chooser.dataset.to + encodeURIComponent(file.name), { method: "POST", body: file });
      const told = answer.ok ? {} : await answer.json().catch(() => ({}));
      emitEvent("uploaded", { name: file.name, error: answer.ok ? "" : told.error?.message || answer.statusText });
    }
    chooser.value = "";
  },
  // Once a page stands: keep an unsent message over a reload, open the plan where there is room.
  ready(tries = 40) {
    const ask = document.getElementById("ask");
    if (!document.getElementById("main")) {
      if (tries) setTimeout(() => agora.ready(tries - 1), 25);
      return;
    }
    if (ask && !ask.dataset.draft) {
      ask.dataset.draft = `draft ${location.pathname}`;
      ask.value ||= sessionStorage.getItem(ask.dataset.draft) || ""; // the person may have been faster
      ask.addEventListener("input", () => sessionStorage.setItem(ask.dataset.draft, ask.value));
      const free = document.activeElement === document.body;
      if (free && matchMedia("(min-width: 821px)").matches) ask.focus();
      const held = JSON.parse(sessionStorage.getItem(`sending ${location.pathname}`) || "null");
      // What a page that was made anew had not got rid of; another process may have taken it, and cannot tell.
      if (held?.service === agoraPage.service) {
        ask.value = held.text;
        agora.sending = held;
        document.getElementById("send").click();
      }
    }
    agora.follow();
  },
  sending: null,
  // Hand the message over until the service says that it has it: what is emitted while the connection is away,
  // or just dying, reaches nobody. The key lets it take each but once.
  send(emit) {
    const ask = document.getElementById("ask");
    if (!agora.sending) {
      if (!ask.value.trim()) return;
      agora.sending = { key: `${Date.now()} ${Math.random()}`, text: ask.value, service: agoraPage.service };
      sessionStorage.setItem(`sending ${location.pathname}`, JSON.stringify(agora.sending));
    } else if (ask.readOnly) return;
    const mine = agora.sending;
    ask.readOnly = true;
    ask.setAttribute("aria-busy", "true");
    const deliver = () => {
      if (agora.sending !== mine) return;
      const there = window.socket?.connected && window.did_handshake;
      if (there) emit(mine);
      setTimeout(deliver, there ? 4000 : 100);
    };
    deliver();
  },
  // The service has the message, or says why it will not take it: then the words stay.
  sent(taken = true) {
    const ask = document.getElementById("ask");
    agora.sending = null;
    sessionStorage.removeItem(`sending ${location.pathname}`);
    if (!ask) return;
    ask.readOnly = false;
    ask.removeAttribute("aria-busy");
    if (!taken) return;
    ask.value = "";
    sessionStorage.removeItem(ask.dataset.draft);
    agora.atEnd = true;
  },
  atEnd: true,
  // Stay at the end of a conversation while it grows, unless the person has scrolled up.
  follow() {
    const talk = document.getElementById("talk");
    if (!talk || talk.dataset.followed) return;
    talk.dataset.followed = "yes";
    const end = () => agora.atEnd && (talk.scrollTop = talk.scrollHeight);
    talk.addEventListener("scroll", () => {
      agora.atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 80;
    });
    new MutationObserver(() => requestAnimationFrame(end)).observe(talk, { childList: true, subtree: true, characterData: true });
    talk.addEventListener("load", end, true);
    end();
  },
};

document.addEventListener("click", (event) => {
  const copy = event.target.closest(".copy");
  if (copy) {
    const from = copy.closest(".code-block")?.querySelector("code") || copy.closest(".answer")?.querySelector(".said");
    // Without TLS a browser lends its clipboard to pages of its own machine alone: then nothing says "copied".
    navigator.clipboard?.writeText(from.innerText).then(() => {
      copy.classList.add("copied");
      setTimeout(() => copy.classList.remove("copied"), 1500);
    });
  }
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target) || event.target.closest(".menu-list")) menu.open = false;
  });
  if (document.body.classList.contains("rail-open") && !event.target.closest(".rail, .rail-button")) agora.rail(false);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    if (document.body.classList.contains("rail-open")) agora.rail(false);
  }
  if (event.key === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    agora.rail(true);
    document.getElementById("search")?.focus();
  }
});
document.documentElement.style.setProperty("--copy", JSON.stringify(agoraPage.words.copy));
document.documentElement.style.setProperty("--sending", JSON.stringify(agoraPage.words.sending));
document.documentElement.style.setProperty("--copied", JSON.stringify(agoraPage.words.copied));
// Code comes as HTML without words of ours: name its buttons as it appears.
new MutationObserver(() => {
  document.querySelectorAll(".copy:not([aria-label])").forEach((copy) => copy.setAttribute("aria-label", agoraPage.words.copy));
}).observe(document.documentElement, { childList: true, subtree: true });
