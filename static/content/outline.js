// A link to a place of the outline opens what it stands in: not every browser does so by itself.

const show = () => {
    const place = document.getElementById(location.hash.slice(1));
    const closed = place?.closest("details:not([open])");
    if (closed) {
        closed.open = true;
        place.scrollIntoView();
    }
};

addEventListener("hashchange", show);
show();
